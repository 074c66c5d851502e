package io.redoubt.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The local server of {@code ./redoubt serve} in an empty home directory, with a toy data set. */
final class LocalServer implements AutoCloseable {

    private static final Path ROOT =
            Path.of(System.getProperty("redoubt.root")).toAbsolutePath().normalize();
    private static final Pattern ADDRESSES = Pattern.compile("REST: (\\S+)  Kafka: (\\S+)");
    private static final Pattern ID = Pattern.compile("\"experiment\":\"([^\"]+)\"");
    private static final int STOP_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;
    private final KafkaProducer<String, String> producer;

    private LocalServer(Process process, URI address, String kafka) {
        this.process = process;
        this.address = address;
        this.producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
    }

    static LocalServer start() {
        Path home = TestOutput.emptyFolder("home");
        Process process = run(home, "serve", "--port", "0", "--kafka-port", "0");
        LocalServer server = announced(process);
        ToyDataset.write(TestOutput.emptyFolder("toy"));
        await(run(home, "data", "add", ToyDataset.NAME, TestOutput.folder("toy").toString(), "--format", "idx"));
        return server;
    }

    private static Process run(Path home, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("redoubt").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            TestOutput.folder("redoubt.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private static LocalServer announced(Process process) {
        StringBuilder output = new StringBuilder();
        try {
            BufferedReader lines = process.inputReader();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher addresses = ADDRESSES.matcher(line);
                if (addresses.find()) {
                    return new LocalServer(process, URI.create(addresses.group(1)), addresses.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output of the server cannot be read", e);
        }
        throw new IllegalStateException("the server did not start: " + output + TestOutput.text("redoubt.log"));
    }

    private static void await(Process command) {
        try {
            int code = command.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "the command ended with " + code + ": " + TestOutput.text("redoubt.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns the address of a path of this server. */
    String url(String path) {
        return address.resolve(path).toString();
    }

    /** Returns the origin of all pages. */
    String origin() {
        return address.getScheme() + "://" + address.getAuthority();
    }

    /** Submits a request over REST and returns the id of its experiment. */
    String submit(String request) {
        HttpRequest post = HttpRequest.newBuilder(address.resolve("/experiments"))
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        try {
            String answer =
                    http.send(post, HttpResponse.BodyHandlers.ofString()).body();
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IllegalStateException("not submitted: " + answer);
            }
            return id.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException("the server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Publishes a record to a topic, as kcat does. */
    void publish(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not published", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
