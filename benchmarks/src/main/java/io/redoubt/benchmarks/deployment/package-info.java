/** The broker, the store and the services as processes, and a worker whose jobs do nothing. */
package io.redoubt.benchmarks.deployment;
