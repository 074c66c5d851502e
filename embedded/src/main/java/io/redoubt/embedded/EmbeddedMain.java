package io.redoubt.embedded;

import java.util.concurrent.CountDownLatch;

/**
 * The broker and the S3 server as a process of their own, until SIGTERM or SIGINT.
 *
 * <p>Prints {@code kafka=127.0.0.1:PORT} and {@code s3=http://127.0.0.1:PORT} on standard output when both serve; the
 * S3 key pair comes from {@code REDOUBT_S3_ACCESS_KEY} and {@code REDOUBT_S3_SECRET_KEY}, or else from
 * {@code HOME/s3/credentials}. Ends with 2 when an argument is wrong and with 1 when a server does not start.
 */
public final class EmbeddedMain {

    private static final int WRONG_ARGUMENT = 2;
    private static final int NOT_STARTED = 1;

    private EmbeddedMain() {}

    /** Runs the stack; {@code --home DIR [--kafka-port PORT] [--s3-port PORT]}. */
    public static void main(String[] args) throws InterruptedException {
        ProcessLog.warningsToStandardError();
        try {
            serve(StackArguments.parse(args, System.getenv()));
        } catch (IllegalArgumentException e) {
            exit(WRONG_ARGUMENT, e);
        } catch (EmbeddedException e) {
            exit(NOT_STARTED, e);
        }
    }

    private static void serve(StackSettings settings) throws InterruptedException {
        EmbeddedStack stack = EmbeddedStack.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "embedded-stop"));
        System.out.println("kafka=" + stack.kafka().bootstrapServers());
        System.out.println("s3=" + stack.s3().endpoint().uri());
        System.out.flush();
        new CountDownLatch(1).await(); // a signal runs the hook and ends the process
    }

    private static void exit(int status, RuntimeException reason) {
        System.err.println(reason.getMessage());
        System.exit(status);
    }
}
