package io.redoubt.embedded;

/** What somebody may do in the store. */
@FunctionalInterface
public interface S3Policy {

    /** Everything. */
    S3Policy ALL = (action, resource) -> true;

    /**
     * Whether a request is allowed.
     *
     * @param action as S3 names it in policies: {@code s3:GetObject} (HEAD too), {@code s3:PutObject},
     *     {@code s3:DeleteObject}, {@code s3:ListBucket}, {@code s3:CreateBucket}
     * @param resource {@code BUCKET/KEY}, or {@code BUCKET} alone where the action is one on the bucket
     */
    boolean allows(String action, String resource);
}
