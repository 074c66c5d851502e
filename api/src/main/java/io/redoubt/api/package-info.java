/**
 * The public contract: what travels on Kafka and stands in the store. No framework and no behaviour beyond validation;
 * the JSON on the wire is the API, these classes only read and write it.
 */
package io.redoubt.api;
