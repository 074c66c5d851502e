package io.redoubt.system;

import java.util.concurrent.CountDownLatch;

/** Blocks a service at the first write of a state or a result until it is released. */
final class BlockingWork implements AutoCloseable {

    private final FaultTestBed testBed;
    private final CountDownLatch release = new CountDownLatch(1);
    private final StoreRule rule;

    BlockingWork(FaultTestBed testBed, String service) {
        this.testBed = testBed;
        this.rule = testBed.deployment()
                .storeProxy()
                .inject(1, request -> request.client().equals(service) && request.isWork(), StoreFault.hold(release));
    }

    /** Waits until the service is blocked. */
    void awaitBlocked() {
        testBed.awaitInjected(rule, 1);
    }

    /** Releases the service. */
    void release() {
        release.countDown();
    }

    @Override
    public void close() {
        release();
        rule.close();
    }
}
