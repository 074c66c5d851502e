package io.redoubt.experiment.access;

/** The paths of the dashboard. */
public final class DashboardPaths {

    /** The page on which a browser sends the token. */
    public static final String SIGN_IN = "/ui/sign-in";

    private static final String ROOT = "/ui/";
    private static final String STATIC = ROOT + "static/";
    private static final String LIBRARIES = "/webjars/";

    private DashboardPaths() {}

    /** Returns whether a browser shows the answer: a page, or a part of one. */
    static boolean isPage(String path) {
        return path.equals("/") || path.equals("/ui") || path.startsWith(ROOT);
    }

    /** Returns whether everyone may read it: the sign-in page, and the files of the program that it consists of. */
    static boolean isPublic(String path) {
        return path.equals(SIGN_IN) || path.startsWith(STATIC) || path.startsWith(LIBRARIES);
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
