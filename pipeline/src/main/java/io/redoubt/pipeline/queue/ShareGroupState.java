package io.redoubt.pipeline.queue;

import java.util.List;

/**
 * What the broker knows about the share group of a queue.
 *
 * @param lag number of offsets of the queue that are not completed (KIP-1226): records that wait, records that a worker
 *     has acquired, and transaction markers that no worker has read
 * @param members the members, sorted by worker
 */
public record ShareGroupState(long lag, List<ShareGroupMember> members) {

    public ShareGroupState {
        members = List.copyOf(members);
    }
}
