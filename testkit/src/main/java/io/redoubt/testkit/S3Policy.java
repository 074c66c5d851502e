package io.redoubt.testkit;

/** The rights of a user of the store. */
@FunctionalInterface
public interface S3Policy {

    /** Allows everything. */
    S3Policy ALL = (action, resource) -> true;

    /**
     * Returns whether a request is allowed.
     *
     * @param action action name of S3 policies: {@code s3:GetObject} (HEAD too), {@code s3:PutObject},
     *     {@code s3:DeleteObject}, {@code s3:ListBucket}, {@code s3:CreateBucket}
     * @param resource {@code BUCKET/KEY}, or {@code BUCKET} alone for an action on the bucket itself
     */
    boolean allows(String action, String resource);
}
