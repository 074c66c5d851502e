package io.redoubt.system;

import java.util.concurrent.CountDownLatch;

/** A job of a service that is held where it would first write its state or its result, until it is let go. */
final class BlockingWork implements AutoCloseable {

    private final FaultTestBed bench;
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final StoreRule rule;

    BlockingWork(FaultTestBed bench, String service) {
        this.bench = bench;
        this.rule = bench.pipeline()
                .storeProxy()
                .inject(1, request -> request.client().equals(service) && request.isWork(), StoreFault.hold(letGo));
    }

    /** Waits until it is held. */
    void awaitHeld() {
        bench.awaitInjected(rule, 1);
    }

    /** Lets it go on. */
    void letGo() {
        letGo.countDown();
    }

    @Override
    public void close() {
        letGo();
        rule.close();
    }
}
