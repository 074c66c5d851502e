package io.redoubt.experiment.ui;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.redoubt.experiment.access.AccessRole;
import io.redoubt.experiment.access.AccessToken;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What the layout of all pages needs to know about the user. */
@Named("session")
@Singleton
public class Session {

    private final AccessToken token;
    private final CurrentVertxRequest request;

    Session(AccessToken token, CurrentVertxRequest request) {
        this.token = token;
        this.request = request;
    }

    /** Returns whether the user has signed in and can sign out. */
    public boolean isProtected() {
        return token.required();
    }

    /** Returns whether the user has read-only access, so that pages offer no actions. */
    public boolean isReader() {
        return token.role(request.getCurrent()) == AccessRole.READER;
    }
}
