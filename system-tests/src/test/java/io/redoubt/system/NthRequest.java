package io.redoubt.system;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Injects a fault into the n-th matching request only. */
final class NthRequest implements StoreFault {

    private final int n;
    private final StoreFault fault;
    private final AtomicInteger requests = new AtomicInteger();

    /** @param n counted from 1 */
    NthRequest(int n, StoreFault fault) {
        this.n = n;
        this.fault = fault;
    }

    @Override
    public byte[] meet(StoreRequest request, Store store) throws IOException {
        return requests.incrementAndGet() == n ? fault.meet(request, store) : store.answer(request.bytes());
    }
}
