package io.redoubt.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.redoubt.embedded.server.EmbeddedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3IT {

    private static final String BUCKET = "redoubt";
    private static final int RACERS = 16;

    @TempDir
    Path directory;

    private static MinioClient client(S3Endpoint endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint.uri().toString())
                .credentials(endpoint.accessKey(), endpoint.secretKey())
                .region("us-east-1")
                .build();
    }

    private static MinioClient withBucket(EmbeddedS3 s3) throws Exception {
        MinioClient client = client(s3.endpoint());
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        return client;
    }

    private static String put(MinioClient client, String key, String text, Map<String, String> headers)
            throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return client.putObject(PutObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(key)
                        .data(bytes, bytes.length)
                        .headers(headers)
                        .build())
                .etag();
    }

    private static String get(MinioClient client, String key) throws Exception {
        try (var body = client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether the conditional PUT succeeded; any error other than "precondition failed" propagates. */
    private static boolean putIf(MinioClient client, String key, String text, Map<String, String> condition)
            throws Exception {
        try {
            put(client, key, text, condition);
            return true;
        } catch (ErrorResponseException e) {
            assertThat(e.response().code()).isIn(412, 409);
            return false;
        }
    }

    private static long winners(MinioClient client, String key, Map<String, String> condition) throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier line = new CyclicBarrier(RACERS);
            List<Callable<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                String text = "racer " + i;
                runs.add(() -> {
                    line.await();
                    return putIf(client, key, text, condition);
                });
            }
            long won = 0;
            for (Future<Boolean> run : racers.invokeAll(runs)) {
                won += run.get() ? 1 : 0;
            }
            return won;
        } finally {
            racers.shutdownNow();
        }
    }

    @Test
    void oneOfManyConcurrentCreatesSucceeds() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory)) {
            MinioClient client = withBucket(s3);

            assertThat(winners(client, "claim.json", Map.of("If-None-Match", "*")))
                    .isOne();

            assertThat(get(client, "claim.json")).startsWith("racer ");
        }
    }

    @Test
    void oneOfManyConcurrentReplacesSucceeds() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory)) {
            MinioClient client = withBucket(s3);
            String etag = put(client, "pointer.json", "first", Map.of());

            assertThat(winners(client, "pointer.json", Map.of("If-Match", '"' + etag.replace("\"", "") + '"')))
                    .isOne();

            assertThat(get(client, "pointer.json")).startsWith("racer ");
        }
    }

    @Test
    void objectsAndGeneratedCredentialsSurviveRestart() throws Exception {
        S3Endpoint first;
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory)) {
            first = s3.endpoint();
            put(withBucket(s3), "jobs/1/manifest.json", "kept", Map.of());
        }

        try (EmbeddedS3 s3 = EmbeddedS3.start(directory, first.uri().getPort(), Optional.empty())) {
            assertThat(s3.endpoint()).isEqualTo(first);
            assertThat(get(client(s3.endpoint()), "jobs/1/manifest.json")).isEqualTo("kept");
        }
    }

    @Test
    void wrongCredentialsAreRejected() throws Exception {
        S3Credentials given = new S3Credentials("operator", "a long enough secret");
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory, 0, Optional.of(given))) {
            withBucket(s3);
            S3Endpoint wrong = new S3Endpoint(s3.endpoint().uri(), given.accessKey(), "another long secret");

            assertThatThrownBy(() -> client(wrong)
                            .bucketExists(
                                    BucketExistsArgs.builder().bucket(BUCKET).build()))
                    .isInstanceOf(ErrorResponseException.class);
        }
    }

    @Test
    void portInUseIsRejectedByNumber() {
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory.resolve("a"))) {
            int taken = s3.endpoint().uri().getPort();
            assertThatThrownBy(() -> EmbeddedS3.start(directory.resolve("b"), taken, Optional.empty()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("127.0.0.1:" + taken);
        }
    }
}
