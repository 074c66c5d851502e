package io.redoubt.pipeline.queue;

import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Passes bytes through, and remembers the id of the cluster, which a client learns before it fetches its first record. */
final class ClusterIdDeserializer extends ByteArrayDeserializer implements ClusterResourceListener {

    private volatile String clusterId;

    @Override
    public void onUpdate(ClusterResource cluster) {
        clusterId = cluster.clusterId();
    }

    /** The cluster's id, or null before the client's first metadata. */
    String clusterId() {
        return clusterId;
    }
}
