package io.redoubt.pipeline.job;

import io.redoubt.pipeline.artifact.FencedException;
import io.redoubt.pipeline.artifact.HeldClaim;
import io.redoubt.pipeline.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews a claim while its job runs, and notices when it is lost. */
final class ClaimRenewer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ClaimRenewer.class);

    private final HeldClaim claim;
    private final ScheduledFuture<?> renewing;
    private volatile boolean lost;

    /** @param period between two renewals; a claim goes stale after three */
    ClaimRenewer(HeldClaim claim, Duration period, ScheduledExecutorService scheduler) {
        this.claim = claim;
        this.renewing = scheduler.scheduleWithFixedDelay(
                this::renew, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            claim.renew();
        } catch (FencedException e) {
            lost = true;
        } catch (StoreException e) {
            LOG.warnf("claim not renewed, trying again: %s", e.getMessage());
        }
    }

    HeldClaim claim() {
        return claim;
    }

    /** Whether another worker was seen to have taken the job over. */
    boolean isLost() {
        return lost;
    }

    /** Stops renewing and lets any worker take the job. */
    @Override
    public void close() {
        renewing.cancel(false);
        try {
            claim.end();
        } catch (FencedException e) {
            LOG.debugf("claim was taken over: %s", e.getMessage());
        } catch (StoreException e) {
            LOG.warnf("claim not ended, it goes stale by itself: %s", e.getMessage());
        }
    }
}
