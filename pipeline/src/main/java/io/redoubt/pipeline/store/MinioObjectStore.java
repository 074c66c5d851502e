package io.redoubt.pipeline.store;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** {@link ObjectStore} for any S3 server, using the MinIO client. */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {

    /** A whole part is held in memory while it is signed. An upload has at most 10,000 parts. */
    private static final long PART_BYTES = 16L << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IO_TIMEOUT = Duration.ofSeconds(60);

    private final OkHttpClient http;
    private final MinioClient client;
    private final StoreSettings settings;

    public MinioObjectStore(StoreSettings settings) {
        this.settings = settings;
        OkHttpClient.Builder connections = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(IO_TIMEOUT)
                .writeTimeout(IO_TIMEOUT);
        settings.ca().ifPresent(file -> TrustedCertificates.apply(file, connections));
        this.http = connections.build();
        this.client = MinioClient.builder()
                .endpoint(settings.endpoint().toString())
                .credentials(settings.accessKey(), settings.secretKey())
                .region(settings.region())
                .httpClient(http)
                .build();
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return putIf(key, content, Map.of("If-None-Match", "*"));
    }

    @Override
    public boolean replace(String key, byte[] content, String etag) {
        return putIf(key, content, Map.of("If-Match", '"' + etag + '"'));
    }

    private boolean putIf(String key, byte[] content, Map<String, String> condition) {
        try {
            write(() -> put(key, content, condition));
            return true;
        } catch (MinioException e) {
            if (StoreErrors.conditionFailed(e)) {
                return false;
            }
            throw failure("PUT", key, e);
        }
    }

    @Override
    public void put(String key, byte[] content) {
        try {
            write(() -> put(key, content, Map.of()));
        } catch (MinioException e) {
            throw failure("PUT", key, e);
        }
    }

    private Object put(String key, byte[] content, Map<String, String> condition) throws MinioException {
        return client.putObject(PutObjectArgs.builder()
                .bucket(settings.bucket())
                .object(key)
                .data(content, content.length)
                .extraHeaders(new Http.Headers(condition))
                .build());
    }

    @Override
    public void put(String key, Path file) {
        try {
            write(() -> client.uploadObject(UploadObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .filename(file.toString(), PART_BYTES)
                    .build()));
        } catch (MinioException e) {
            throw failure("PUT", key, e);
        }
    }

    @Override
    public Optional<StoredObject> get(String key) {
        try (GetObjectResponse response = open(key)) {
            byte[] content = response.readNBytes(MAX_BYTES_IN_MEMORY + 1);
            if (content.length > MAX_BYTES_IN_MEMORY) {
                throw new StoreException(key + " is longer than " + MAX_BYTES_IN_MEMORY
                        + " bytes; it is not a manifest, claim or report");
            }
            return Optional.of(
                    new StoredObject(content, unquoted(response.headers().get("ETag"))));
        } catch (MinioException e) {
            return absent("GET", key, e);
        } catch (IOException e) {
            throw new StoreUnavailableException("GET " + key + " was interrupted: " + e.getMessage(), e);
        }
    }

    @Override
    public void download(String key, Path target) {
        try (GetObjectResponse response = open(key)) {
            Files.copy(response, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (MinioException e) {
            throw failure("GET", key, e);
        } catch (IOException e) {
            throw new StoreUnavailableException("download of " + key + " was interrupted: " + e.getMessage(), e);
        }
    }

    private GetObjectResponse open(String key) throws MinioException {
        return send(() -> client.getObject(
                GetObjectArgs.builder().bucket(settings.bucket()).object(key).build()));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        try {
            StatObjectResponse response = send(() -> client.statObject(StatObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .build()));
            return Optional.of(new ObjectInfo(response.size(), unquoted(response.etag())));
        } catch (MinioException e) {
            return absent("HEAD", key, e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        return objects(prefix).stream().map(ListedObject::key).toList();
    }

    @Override
    public List<ListedObject> objects(String prefix) {
        try {
            return send(() -> {
                List<ListedObject> objects = new ArrayList<>();
                for (Result<Item> result : client.listObjects(ListObjectsArgs.builder()
                        .bucket(settings.bucket())
                        .prefix(prefix)
                        .recursive(true)
                        .build())) {
                    Item item = result.get();
                    objects.add(new ListedObject(
                            item.objectName(), item.size(), item.lastModified().toInstant()));
                }
                return objects.stream()
                        .sorted(Comparator.comparing(ListedObject::key))
                        .toList();
            });
        } catch (MinioException e) {
            return this.<List<ListedObject>>absent("LIST", prefix, e).orElse(List.of());
        }
    }

    @Override
    public void delete(String key) {
        try {
            send(() -> {
                client.removeObject(RemoveObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(key)
                        .build());
                return key;
            });
        } catch (MinioException e) {
            absent("DELETE", key, e);
        }
    }

    /** Writes, creating the bucket if it does not exist. */
    private void write(Callable<?> write) throws MinioException {
        try {
            send(write);
        } catch (MinioException e) {
            if (!StoreErrors.bucketMissing(e)) {
                throw e;
            }
            makeBucket();
            send(write);
        }
    }

    private void makeBucket() throws MinioException {
        try {
            send(() -> {
                client.makeBucket(
                        MakeBucketArgs.builder().bucket(settings.bucket()).build());
                return settings.bucket();
            });
        } catch (MinioException e) {
            if (!StoreErrors.bucketExists(e)) {
                throw e;
            }
        }
    }

    /** Converts exceptions. The client reports a broken connection as IllegalStateException. */
    private static <T> T send(Callable<T> request) throws MinioException {
        try {
            return request.call();
        } catch (MinioException e) {
            throw e;
        } catch (IllegalStateException e) {
            throw new MinioException(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MinioException(e);
        }
    }

    private <T> Optional<T> absent(String verb, String key, MinioException e) {
        if (StoreErrors.absent(e)) {
            return Optional.empty();
        }
        throw failure(verb, key, e);
    }

    private StoreException failure(String verb, String key, MinioException e) {
        return StoreErrors.of(verb + " " + key + " at " + settings.endpoint() + "/" + settings.bucket(), e);
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** URI of the server, for messages. */
    URI endpoint() {
        return settings.endpoint();
    }

    /** Closes the connections. */
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
