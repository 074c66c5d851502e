package io.redoubt.pipeline.queue;

import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Returns bytes unchanged, and keeps the cluster's id, which a client receives before it fetches its first record. */
final class ClusterIdDeserializer extends ByteArrayDeserializer implements ClusterResourceListener {

    private volatile String clusterId;

    @Override
    public void onUpdate(ClusterResource cluster) {
        clusterId = cluster.clusterId();
    }

    /** The cluster's id; null before the client's first metadata. */
    String clusterId() {
        return clusterId;
    }
}
