package io.redoubt.pipeline.job;

/** What becomes of the queue's record when a worker is done with it. */
enum Verdict {
    /** It is done with for good. */
    ACCEPT,
    /** It goes back to its queue. */
    RELEASE
}
