package io.redoubt.embedded;

import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.server.EmbeddedException;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the broker, the S3 server, or both until SIGTERM or SIGINT.
 *
 * <p>Prints {@code kafka=127.0.0.1:PORT} and {@code s3=http://127.0.0.1:PORT} on standard output once both accept
 * requests, or only the line of the selected server. The S3 key pair comes from {@code REDOUBT_S3_ACCESS_KEY} and
 * {@code REDOUBT_S3_SECRET_KEY} or, if they are not set, from {@code HOME/s3/credentials}. Exits with 2 if an argument
 * is invalid and with 1 if a server does not start.
 */
public final class EmbeddedMain {

    private static final int INVALID_ARGUMENT = 2;
    private static final int NOT_STARTED = 1;

    private EmbeddedMain() {}

    /** Runs the stack; {@code --home DIR [--kafka-port PORT] [--s3-port PORT] [--only kafka|s3]}. */
    public static void main(String[] args) throws InterruptedException {
        ConsoleLogging.warningsToStandardError();
        try {
            serve(StackArguments.selection(args), StackArguments.parse(args, System.getenv()));
        } catch (IllegalArgumentException e) {
            exit(INVALID_ARGUMENT, e);
        } catch (EmbeddedException e) {
            exit(NOT_STARTED, e);
        }
    }

    private static void serve(ServerSelection selection, StackSettings settings) throws InterruptedException {
        switch (selection) {
            case BOTH -> {
                EmbeddedStack stack = EmbeddedStack.start(settings);
                closeAtShutdown(stack::close);
                print(stack.kafka());
                print(stack.s3());
            }
            case KAFKA -> {
                EmbeddedKafka kafka = EmbeddedKafka.start(settings.home().resolve("kafka"), settings.kafkaPort());
                closeAtShutdown(kafka::close);
                print(kafka);
            }
            case S3 -> {
                EmbeddedS3 s3 =
                        EmbeddedS3.start(settings.home().resolve("s3"), settings.s3Port(), settings.credentials());
                closeAtShutdown(s3::close);
                print(s3);
            }
        }
        System.out.flush();
        new CountDownLatch(1).await(); // a signal runs the shutdown hook and ends the process
    }

    private static void closeAtShutdown(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "embedded-stop"));
    }

    private static void print(EmbeddedKafka kafka) {
        System.out.println("kafka=" + kafka.bootstrapServers());
    }

    private static void print(EmbeddedS3 s3) {
        System.out.println("s3=" + s3.endpoint().uri());
    }

    private static void exit(int status, RuntimeException reason) {
        System.err.println(reason.getMessage());
        System.exit(status);
    }
}
