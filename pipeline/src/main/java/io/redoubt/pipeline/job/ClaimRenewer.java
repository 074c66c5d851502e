package io.redoubt.pipeline.job;

import io.redoubt.pipeline.artifact.FencedException;
import io.redoubt.pipeline.artifact.HeldClaim;
import io.redoubt.pipeline.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews a claim while its job runs, and detects that another worker has taken it over. */
final class ClaimRenewer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ClaimRenewer.class);

    private final HeldClaim claim;
    private final ScheduledFuture<?> renewals;
    private volatile boolean lost;

    /** @param between two renewals; a claim expires after three */
    ClaimRenewer(HeldClaim claim, Duration period, ScheduledExecutorService scheduler) {
        this.claim = claim;
        this.renewals = scheduler.scheduleWithFixedDelay(
                this::renew, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            claim.renew();
        } catch (FencedException e) {
            lost = true;
        } catch (StoreException | OutOfMemoryError e) { // any other would end the renewals
            LOG.warnf("claim not renewed, will retry: %s", e.getMessage());
        }
    }

    HeldClaim claim() {
        return claim;
    }

    /** Whether another worker has taken the job over. */
    boolean isLost() {
        return lost;
    }

    /** Stops the renewals and releases the claim. */
    @Override
    public void close() {
        renewals.cancel(false);
        try {
            claim.end();
        } catch (FencedException e) {
            LOG.debugf("claim already taken over: %s", e.getMessage());
        } catch (StoreException e) {
            LOG.warnf("claim not released, it expires by itself: %s", e.getMessage());
        }
    }
}
