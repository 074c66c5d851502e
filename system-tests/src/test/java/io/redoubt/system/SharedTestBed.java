package io.redoubt.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the shared deployment into tests and closes it after the last one. */
final class SharedTestBed implements ParameterResolver {

    private record Held(FaultTestBed testBed) implements AutoCloseable {
        @Override
        public void close() {
            testBed.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultTestBed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedTestBed.class))
                .computeIfAbsent(Held.class, key -> new Held(new FaultTestBed()), Held.class)
                .testBed();
    }
}
