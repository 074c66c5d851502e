package io.redoubt.system;

/**
 * A request from a service to the store.
 *
 * @param client name of the client
 * @param method HTTP method
 * @param key key of the object without the bucket; the query for a listing
 * @param bytes raw request, head and body
 */
record StoreRequest(String client, String method, String key, byte[] bytes) {

    /** Whether the request writes a state or a part of a result. */
    boolean isWork() {
        return method.equals("PUT") && key.matches("jobs/[0-9a-f]{64}/(checkpoints|result)/.*");
    }

    /** Whether a service writes an object of a job whose key matches a regular expression. */
    boolean isPut(String service, String key) {
        return client.equals(service) && method.equals("PUT") && this.key.matches("jobs/[0-9a-f]{64}/" + key);
    }

    boolean isPut(String end) {
        return method.equals("PUT") && key.endsWith(end);
    }
}
