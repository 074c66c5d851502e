package io.redoubt.experiment.access;

/** The paths of the dashboard. */
public final class DashboardPaths {

    /** The page after a sign-in that has no other one to return to. */
    public static final String HOME = "/ui/experiments";

    /** The page on which a browser sends the token. */
    public static final String SIGN_IN = "/ui/sign-in";

    /** Ends the session of a user. */
    public static final String SIGN_OUT = "/ui/sign-out";

    /** Sends a browser to the OpenID Connect provider. */
    public static final String PROVIDER = SIGN_IN + "/provider";

    /** Where the provider sends a browser back to. */
    static final String CALLBACK = SIGN_IN + "/callback";

    private static final String ROOT = "/ui/";
    private static final String STATIC = ROOT + "static/";
    private static final String LIBRARIES = "/webjars/";

    private DashboardPaths() {}

    /** Returns the path of the page to go to after the sign-in: a link must not lead to another site. */
    public static String local(String next) {
        String withoutEscapes = next.replaceAll("%[0-9A-Fa-f]{2}", "_");
        return withoutEscapes.matches("/ui/[\\w/.?&=,+:*-]*") ? next : HOME;
    }

    /** Returns whether a browser shows the answer: a page, or a part of one. */
    static boolean isPage(String path) {
        return path.equals("/") || path.equals("/ui") || path.startsWith(ROOT);
    }

    /**
     * Returns whether everyone may request it: the sign-in page, the files of the program that it consists of, and the
     * sign-out, which also removes sessions that have expired or cannot be verified.
     */
    static boolean isPublic(String path) {
        return path.equals(SIGN_IN) || path.equals(SIGN_OUT) || path.startsWith(STATIC) || path.startsWith(LIBRARIES);
    }

    /** Returns whether it is a report that a page embeds. */
    static boolean isReport(String path) {
        return path.startsWith("/experiments/") && path.endsWith("/report.html");
    }

    /** Returns whether it belongs to the dashboard. */
    static boolean isDashboard(String path) {
        return isPage(path) || path.startsWith(LIBRARIES);
    }
}
