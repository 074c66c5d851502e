package io.redoubt.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test the one deployment, which ends with the last of them. */
final class SharedTestBed implements ParameterResolver {

    private record Held(FaultTestBed bench) implements AutoCloseable {
        @Override
        public void close() {
            bench.close();
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
                .bench();
    }
}
