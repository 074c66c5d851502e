package io.redoubt.embedded;

import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.server.EmbeddedException;
import java.util.concurrent.CountDownLatch;

/**
 * The broker and the S3 server as a process of their own, or one of them alone, until SIGTERM or SIGINT.
 *
 * <p>Prints {@code kafka=127.0.0.1:PORT} and {@code s3=http://127.0.0.1:PORT} on standard output when both serve, or the
 * line of the one that was asked for; the
 * S3 key pair comes from {@code REDOUBT_S3_ACCESS_KEY} and {@code REDOUBT_S3_SECRET_KEY}, or else from
 * {@code HOME/s3/credentials}. Ends with 2 when an argument is wrong and with 1 when a server does not start.
 */
public final class EmbeddedMain {

    private static final int WRONG_ARGUMENT = 2;
    private static final int NOT_STARTED = 1;

    private EmbeddedMain() {}

    /** Runs the stack; {@code --home DIR [--kafka-port PORT] [--s3-port PORT] [--only kafka|s3]}. */
    public static void main(String[] args) throws InterruptedException {
        ProcessLog.warningsToStandardError();
        try {
            serve(StackArguments.served(args), StackArguments.parse(args, System.getenv()));
        } catch (IllegalArgumentException e) {
            exit(WRONG_ARGUMENT, e);
        } catch (EmbeddedException e) {
            exit(NOT_STARTED, e);
        }
    }

    private static void serve(ServedComponent part, StackSettings settings) throws InterruptedException {
        switch (part) {
            case BOTH -> {
                EmbeddedStack stack = EmbeddedStack.start(settings);
                closeAtEnd(stack::close);
                print(stack.kafka());
                print(stack.s3());
            }
            case KAFKA -> {
                EmbeddedKafka kafka = EmbeddedKafka.start(settings.home().resolve("kafka"), settings.kafkaPort());
                closeAtEnd(kafka::close);
                print(kafka);
            }
            case S3 -> {
                EmbeddedS3 s3 =
                        EmbeddedS3.start(settings.home().resolve("s3"), settings.s3Port(), settings.credentials());
                closeAtEnd(s3::close);
                print(s3);
            }
        }
        System.out.flush();
        new CountDownLatch(1).await(); // a signal runs the hook and ends the process
    }

    private static void closeAtEnd(Runnable close) {
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
