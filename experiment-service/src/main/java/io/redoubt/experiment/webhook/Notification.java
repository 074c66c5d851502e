package io.redoubt.experiment.webhook;

import io.redoubt.api.Json;
import java.nio.charset.StandardCharsets;

/** The body of a notification, as JSON. */
sealed interface Notification permits ExperimentEnded, AlarmRaised {

    /** Length of an id in hexadecimal digits. */
    int ID_DIGITS = 32;

    /** Returns the id, the same in each attempt to deliver it. */
    String id();

    /** Returns the id of the experiment. */
    String experiment();

    /** Returns the id of the notification of an occurrence. */
    static String idOf(String occurrence) {
        return Json.sha256(occurrence.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }
}
