package io.redoubt.experiment.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Who sends a request.
 *
 * @param role what the caller may do; empty if the caller has no role
 * @param name name of a user of the OpenID Connect provider; empty for others
 * @param claim the claim with the roles of this user; empty for others
 * @param expiry when the token of this user expires; empty for others
 */
public record Caller(Optional<AccessRole> role, String name, String claim, Optional<Instant> expiry) {

    /** The caller of a service that requires no authentication. */
    static final Caller UNRESTRICTED = withToken(AccessRole.OPERATOR);

    /** A caller who has not authenticated. */
    static final Caller UNKNOWN = new Caller(Optional.empty(), "", "", Optional.empty());

    /** Returns a client with a configured token. */
    static Caller withToken(AccessRole role) {
        return new Caller(Optional.of(role), "", "", Optional.empty());
    }

    /** Returns a user of the provider; {@code roles} are the values of the claim. */
    static Caller ofProvider(String name, Collection<String> roles, String claim, Instant expiry) {
        return new Caller(AccessRole.highest(roles), name, claim, Optional.of(expiry));
    }

    /** Returns whether the caller may do what needs a role. */
    public boolean may(AccessRole needed) {
        return role.filter(own -> own.includes(needed)).isPresent();
    }

    /** Explains why the caller may not do what needs a role. */
    String rejection(AccessRole needed) {
        return "this needs the role " + needed.title() + ", and " + (claim.isEmpty() ? tokenRole() : userRole());
    }

    private String userRole() {
        String claimed = role.map(own -> "the claim '" + claim + "' of your token has only the role " + own.title())
                .orElse("the claim '" + claim + "' of your token has none of the roles reader, submitter and operator");
        return claimed + "; ask the administrator of the OpenID Connect provider for it";
    }

    private String tokenRole() {
        return role.map(own -> "your token has the role " + own.title()).orElse("you have none")
                + "; send the token of redoubt.rest.token";
    }
}
