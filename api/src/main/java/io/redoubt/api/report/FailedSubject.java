package io.redoubt.api.report;

import io.redoubt.api.Require;

/**
 * A subject without a row, because one of its jobs failed.
 *
 * @param subject name of the model or the ensemble
 * @param scenario as in {@link ReportRow}
 * @param pretext as in {@link ReportRow}
 * @param reason the failed job and its reason
 */
public record FailedSubject(String subject, String scenario, String pretext, String reason) {

    public FailedSubject {
        Require.present("subject", subject);
        Require.present("scenario", scenario);
        Require.present("pretext", pretext);
        Require.present("reason", reason);
    }
}
