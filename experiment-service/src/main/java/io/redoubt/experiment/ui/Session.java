package io.redoubt.experiment.ui;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.redoubt.experiment.access.Access;
import io.redoubt.experiment.access.AccessRole;
import io.redoubt.experiment.access.Caller;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What the layout of all pages needs to know about the user. */
@Named("session")
@Singleton
public class Session {

    private final Access access;
    private final CurrentVertxRequest request;

    Session(Access access, CurrentVertxRequest request) {
        this.access = access;
        this.request = request;
    }

    private Caller caller() {
        return access.caller(request.getCurrent());
    }

    /** Returns whether the user has signed in and can sign out. */
    public boolean isProtected() {
        return access.required();
    }

    /** Returns the name of the user; empty if the user has signed in with a token. */
    public String getUser() {
        return caller().name();
    }

    /** Returns what the user may do, unless this is everything or nothing. */
    public String getLimits() {
        return caller().role().map(Session::limits).orElse("");
    }

    private static String limits(AccessRole role) {
        return switch (role) {
            case READER -> "Read only";
            case SUBMITTER -> "Submitter";
            case OPERATOR -> "";
        };
    }

    /** Returns whether the user may submit and control experiments, so that pages offer it. */
    public boolean isSubmitter() {
        return caller().may(AccessRole.SUBMITTER);
    }

    /** Returns whether the user may delete, so that pages offer it. */
    public boolean isOperator() {
        return caller().may(AccessRole.OPERATOR);
    }
}
