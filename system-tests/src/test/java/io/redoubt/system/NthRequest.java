package io.redoubt.system;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Befalls one of the requests that it meets; those before pass. */
final class NthRequest implements StoreFault {

    private final int which;
    private final StoreFault fault;
    private final AtomicInteger seen = new AtomicInteger();

    /** @param which counted from 1 */
    NthRequest(int which, StoreFault fault) {
        this.which = which;
        this.fault = fault;
    }

    @Override
    public byte[] meet(StoreRequest request, Store store) throws IOException {
        return seen.incrementAndGet() == which ? fault.meet(request, store) : store.answer(request.bytes());
    }
}
