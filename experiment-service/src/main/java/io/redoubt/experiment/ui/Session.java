package io.redoubt.experiment.ui;

import io.redoubt.experiment.access.AccessToken;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What the layout of all pages needs to know about the user. */
@Named("session")
@Singleton
public class Session {

    private final AccessToken token;

    Session(AccessToken token) {
        this.token = token;
    }

    /** Returns whether the user has signed in and can sign out. */
    public boolean isProtected() {
        return token.required();
    }
}
