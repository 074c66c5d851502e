/** What the connections to other servers share: reading a topic in a consumer group, and HTTP requests with limits. */
package io.redoubt.experiment.outbound;
