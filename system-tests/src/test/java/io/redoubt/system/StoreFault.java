package io.redoubt.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/** What becomes of a request to the store on its way. */
@FunctionalInterface
interface StoreFault {

    /** Sends bytes to the store and returns its whole answer, or as much of it as it gave. */
    @FunctionalInterface
    interface Store {
        byte[] answer(byte[] request) throws IOException;
    }

    /** The bytes that the client gets before its connection is closed; none at all is a broken connection. */
    byte[] meet(StoreRequest request, Store store) throws IOException;

    /** The connection breaks before anything has happened. */
    static StoreFault breakOff() {
        return (request, store) -> new byte[0];
    }

    /** The store answers with that status and S3 error code, and does nothing. */
    static StoreFault answer(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>injected</Message>" + "<RequestId>0</RequestId></Error>";
        byte[] bytes = ("HTTP/1.1 " + status + " Injected\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(UTF_8);
        return (request, store) ->
                request.method().equals("HEAD") ? Arrays.copyOf(bytes, bytes.length - body.length()) : bytes;
    }

    /** The last of the answer's bytes never arrive. */
    static StoreFault cutAnswer() {
        return (request, store) -> {
            byte[] whole = store.answer(request.bytes());
            int body = new String(whole, US_ASCII).indexOf("\r\n\r\n") + 4;
            return Arrays.copyOf(whole, body + (whole.length - body) / 2);
        };
    }

    /** The last of the request's bytes never arrive at the store. */
    static StoreFault cutRequest() {
        return (request, store) -> {
            store.answer(Arrays.copyOf(request.bytes(), request.bytes().length - 1));
            return new byte[0];
        };
    }

    /** Something happens before the store sees the request, which then goes on its way if it still can. */
    static StoreFault before(Runnable hook) {
        return (request, store) -> {
            hook.run();
            return new byte[0];
        };
    }

    /** Something happens when the store has done what was asked, and the client does not know it yet. */
    static StoreFault after(Runnable hook) {
        return (request, store) -> {
            byte[] answer = store.answer(request.bytes());
            hook.run();
            return answer;
        };
    }

    /** The same, and the client never gets an answer. */
    default StoreFault thenNothing() {
        return (request, store) -> {
            meet(request, store);
            return new byte[0];
        };
    }
}
