package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.s3.S3Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureS3IT {

    private static final S3Credentials ADMINISTRATOR = S3Credentials.generate();
    private static final S3Credentials READER = S3Credentials.generate();

    @TempDir
    static Path directory;

    private static SelfSignedCertificate certificate;
    private static EmbeddedS3 s3;
    private static MinioClient administrator;
    private static MinioClient reader;

    @BeforeAll
    static void start() throws Exception {
        certificate = SelfSignedCertificate.create(directory.resolve("tls"), "store", "127.0.0.1");
        S3Policy reads = (action, resource) -> (action.equals("s3:GetObject") && resource.startsWith("papers/open/"))
                || action.equals("s3:ListBucket");
        s3 = SecuredS3.start(
                directory.resolve("s3"), certificate.keys(), ADMINISTRATOR, List.of(new S3User(READER, reads)));
        administrator = client(ADMINISTRATOR, trusting(certificate));
        reader = client(READER, trusting(certificate));
        administrator.makeBucket(MakeBucketArgs.builder().bucket("papers").build());
        put(administrator, "open/one");
        put(administrator, "shut/one");
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    private static OkHttpClient trusting(SelfSignedCertificate trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(trusted.certificate())) {
            store.setCertificateEntry(
                    "trusted", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(tls.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .build();
    }

    private static MinioClient client(S3Credentials credentials, OkHttpClient http) {
        return MinioClient.builder()
                .endpoint(s3.endpoint().uri().toString())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .region("us-east-1")
                .httpClient(http)
                .build();
    }

    private static void put(MinioClient client, String key) throws Exception {
        client.putObject(PutObjectArgs.builder()
                .bucket("papers")
                .object(key)
                .data(new byte[] {7}, 1)
                .build());
    }

    private static byte[] get(MinioClient client, String key) throws Exception {
        try (var response = client.getObject(
                GetObjectArgs.builder().bucket("papers").object(key).build())) {
            return response.readAllBytes();
        }
    }

    private static void assertDenied(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(ErrorResponseException.class, answer -> assertThat(
                        answer.response().code())
                .isEqualTo(403));
    }

    @Test
    void endpointIsHttpsWithAdministratorKeys() {
        assertThat(s3.endpoint().uri()).hasScheme("https");
        assertThat(s3.endpoint().accessKey()).isEqualTo(ADMINISTRATOR.accessKey());
    }

    @Test
    void userHasTheRightsOfItsPolicy() throws Exception {
        assertThat(get(reader, "open/one")).containsExactly(7);
        assertThat(reader.listObjects(ListObjectsArgs.builder()
                        .bucket("papers")
                        .recursive(true)
                        .build()))
                .hasSize(2);
    }

    @Test
    void otherRequestsAreDenied() {
        assertDenied(() -> get(reader, "shut/one"));
        assertDenied(() -> put(reader, "open/two"));
        assertDenied(() -> reader.removeObject(
                RemoveObjectArgs.builder().bucket("papers").object("open/one").build()));
        assertDenied(
                () -> reader.makeBucket(MakeBucketArgs.builder().bucket("mine").build()));
    }

    @Test
    void unknownKeyPairIsDenied() throws Exception {
        MinioClient stranger = client(S3Credentials.generate(), trusting(certificate));

        assertDenied(() -> get(stranger, "open/one"));
    }

    @Test
    void clientThatTrustsAnotherCertificateRejectsServer() throws Exception {
        SelfSignedCertificate other = SelfSignedCertificate.create(directory.resolve("other"), "other", "127.0.0.1");

        assertThatThrownBy(() -> get(client(ADMINISTRATOR, trusting(other)), "open/one"))
                .hasStackTraceContaining("PKIX path building failed");
    }
}
