package io.redoubt.system;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which requests a fault befalls, and how many of them. */
final class StoreRule implements AutoCloseable {

    private final StoreProxy proxy;
    private final Predicate<StoreRequest> which;
    private final int most;
    private final StoreFault fault;
    private final AtomicInteger injected = new AtomicInteger();

    StoreRule(StoreProxy proxy, Predicate<StoreRequest> which, int most, StoreFault fault) {
        this.proxy = proxy;
        this.which = which;
        this.most = most;
        this.fault = fault;
    }

    /** Whether this request is to meet the fault; if so, it counts. */
    boolean strikes(StoreRequest request) {
        return which.test(request) && injected.getAndUpdate(n -> Math.min(n + 1, most)) < most;
    }

    StoreFault fault() {
        return fault;
    }

    /** How often the fault was injected. */
    int injected() {
        return injected.get();
    }

    @Override
    public void close() {
        proxy.remove(this);
    }
}
