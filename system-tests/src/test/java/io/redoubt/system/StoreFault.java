package io.redoubt.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A fault that the {@link StoreProxy} injects into a request. */
@FunctionalInterface
interface StoreFault {

    /** Sends bytes to the store and returns its response, which can be incomplete. */
    @FunctionalInterface
    interface Store {
        byte[] answer(byte[] request) throws IOException;
    }

    /** Returns the bytes to send to the client before the connection is closed. Empty for a broken connection. */
    byte[] meet(StoreRequest request, Store store) throws IOException;

    /** Breaks the connection before the request reaches the store. */
    static StoreFault breakOff() {
        return (request, store) -> new byte[0];
    }

    /** Responds with a status and an S3 error code without forwarding the request. */
    static StoreFault answer(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>injected</Message>" + "<RequestId>0</RequestId></Error>";
        byte[] bytes = ("HTTP/1.1 " + status + " Injected\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(UTF_8);
        return (request, store) ->
                request.method().equals("HEAD") ? Arrays.copyOf(bytes, bytes.length - body.length()) : bytes;
    }

    /** Holds the request until the latch is released. */
    static StoreFault hold(CountDownLatch released) {
        return (request, store) -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return store.answer(request.bytes());
        };
    }

    /** Truncates the response. */
    static StoreFault cutAnswer() {
        return (request, store) -> {
            byte[] whole = store.answer(request.bytes());
            int body = new String(whole, US_ASCII).indexOf("\r\n\r\n") + 4;
            return Arrays.copyOf(whole, body + (whole.length - body) / 2);
        };
    }

    /** Truncates the request. */
    static StoreFault cutRequest() {
        return (request, store) -> {
            store.answer(Arrays.copyOf(request.bytes(), request.bytes().length - 1));
            return new byte[0];
        };
    }

    /** Runs a hook before forwarding the request. */
    static StoreFault before(Runnable hook) {
        return (request, store) -> {
            hook.run();
            return new byte[0];
        };
    }

    /** Runs a hook after the store has executed the request, before the client receives the response. */
    static StoreFault after(Runnable hook) {
        return (request, store) -> {
            byte[] answer = store.answer(request.bytes());
            hook.run();
            return answer;
        };
    }

    /** Like {@link #after}, but the client receives no response. */
    default StoreFault thenNothing() {
        return (request, store) -> {
            meet(request, store);
            return new byte[0];
        };
    }
}
