package io.redoubt.system;

/**
 * A request that a service sends to the store.
 *
 * @param client who sends it, as named when its way to the store was opened
 * @param method of HTTP
 * @param key key of the object, without its bucket; of a listing, the bucket's query
 * @param bytes the request as it came, head and body
 */
record StoreRequest(String client, String method, String key, byte[] bytes) {

    boolean isPut(String end) {
        return method.equals("PUT") && key.endsWith(end);
    }
}
