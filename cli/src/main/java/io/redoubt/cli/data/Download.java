package io.redoubt.cli.data;

import io.redoubt.data.memory.ByteSize;
import io.redoubt.pipeline.retry.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Downloads a file to a folder. An interrupted download leaves a file {@code .part}, which the next one continues with a
 * range request. The file gets its name once its digest is verified.
 */
final class Download {
    private static final int ATTEMPTS = 5;
    private static final int BLOCK = 1 << 16;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final OkHttpClient http;
    private final Backoff backoff;
    private final PublishedFile file;
    private final String address;
    private final Path target;
    private final Path part;
    private final Listener listener;

    /** Receives the progress. */
    interface Listener {
        /** @param done bytes of the file that are on the disk */
        void progress(PublishedFile file, long done);
    }

    /**
     * @param backoff the delay between attempts that receive nothing
     * @param base the address of the folder with the file, without a slash at the end
     * @param folder the target folder, which exists
     */
    Download(OkHttpClient http, Backoff backoff, PublishedFile file, String base, Path folder, Listener listener) {
        this.http = http;
        this.backoff = backoff;
        this.file = file;
        this.address = base + "/" + file.name();
        this.target = folder.resolve(file.name());
        this.part = folder.resolve(file.name() + ".part");
        this.listener = listener;
    }

    /**
     * Downloads and verifies the file, unless it is there already.
     *
     * @throws DownloadException if the address cannot be reached, has no such file, or one with another digest
     */
    void run() throws IOException {
        if (Files.exists(target) && md5(target).equals(file.md5())) {
            return;
        }
        requireSpace();
        receiveAll();
        String md5 = md5(part);
        if (!md5.equals(file.md5())) {
            Files.delete(part);
            throw new DownloadException(
                    address + " has the MD5 digest " + md5 + " instead of the published " + file.md5()
                            + "; the file is deleted: run the command again, and if this happens again, the file has changed");
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private long done() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(part.getParent()).getUsableSpace();
        long needed = file.bytes() - done();
        if (free < needed) {
            throw new DownloadException(
                    part.getParent() + " has " + ByteSize.text(free) + " of free space; " + file.name() + " needs "
                            + ByteSize.text(needed) + ": make room, or use another directory with --to");
        }
    }

    /**
     * A download is continued after each lost connection if there was progress. If nothing was received at all, an
     * address that cannot be reached is not tried again: there is no network, or the address is wrong.
     */
    private void receiveAll() throws IOException {
        long first = done();
        int failures = 0;
        for (long before = first; before != file.bytes(); before = done()) {
            try {
                request(before);
            } catch (DownloadException e) {
                throw e;
            } catch (IOException e) {
                failures = done() > before ? 0 : failures + 1;
                if (failures == ATTEMPTS || isUnreachable(e) && done() == first) {
                    throw interrupted(e);
                }
                pause(failures);
            }
        }
    }

    private void pause(int failures) throws IOException {
        try {
            Thread.sleep(failures == 0 ? 0 : backoff.delay(failures).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private DownloadException interrupted(IOException e) {
        String reason = e instanceof UnknownHostException ? "the host name is unknown" : String.valueOf(e.getMessage());
        return new DownloadException(
                "cannot download " + address + ": " + reason + "; the same command continues the download",
                isUnreachable(e),
                e);
    }

    private static boolean isUnreachable(IOException e) {
        return e instanceof UnknownHostException
                || e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof SocketTimeoutException;
    }

    private void request(long from) throws IOException {
        Request.Builder request = new Request.Builder().url(address);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try (Response response = http.newCall(request.build()).execute()) {
            if (response.code() == RANGE_NOT_SATISFIABLE && from > 0) {
                Files.delete(part); // longer than the file: it is not the beginning of it
            } else if (response.isSuccessful()) {
                boolean continued = response.code() == PARTIAL_CONTENT && startsAt(response, from);
                receive(response.body().byteStream(), continued ? from : 0);
            } else {
                refuse(response.code());
            }
        }
    }

    private static boolean startsAt(Response response, long from) {
        return response.header("Content-Range", "").startsWith("bytes " + from + "-");
    }

    private void refuse(int status) throws IOException {
        if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
            throw new IOException("the server answered with " + status);
        }
        throw new DownloadException(address + " answered with " + status + "; use the address of a mirror with --from");
    }

    private void receive(InputStream in, long from) throws IOException {
        long done = from;
        try (OutputStream out =
                from > 0 ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                done += read;
                if (done > file.bytes()) {
                    Files.delete(part);
                    throw new DownloadException(address + " is longer than the published " + file.bytes()
                            + " bytes; it has changed, or the address is wrong");
                }
                out.write(block, 0, read);
                listener.progress(file, done);
            }
        }
        if (done < file.bytes()) {
            throw new IOException("the connection ended after " + done + " of " + file.bytes() + " bytes");
        }
    }

    private static String md5(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
