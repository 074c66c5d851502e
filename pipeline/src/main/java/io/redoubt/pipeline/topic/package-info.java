/** Creates topics, configures share groups and adds ACLs on a new cluster. */
package io.redoubt.pipeline.topic;
