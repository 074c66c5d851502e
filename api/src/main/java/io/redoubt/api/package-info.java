/**
 * The public contract: the messages on Kafka and the documents in the store. No framework and no behaviour beyond
 * validation. The JSON on the wire is the API; these classes read and write it.
 */
package io.redoubt.api;
