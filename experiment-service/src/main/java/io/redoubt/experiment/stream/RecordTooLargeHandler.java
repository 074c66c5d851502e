package io.redoubt.experiment.stream;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jboss.logging.Logger;

/**
 * Lowers the limit of a topic that refuses a record as too large. The transaction is lost in any case; when the input is
 * read again, {@link TrackerProcessor} rejects it instead.
 */
public final class RecordTooLargeHandler extends DefaultProductionExceptionHandler {

    private static final Logger LOG = Logger.getLogger(RecordTooLargeHandler.class);

    private RecordSizeLimits limits;

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        limits = (RecordSizeLimits) configs.get(RecordSizeLimits.CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException) {
            int bytes = length(record.key()) + length(record.value());
            LOG.errorf("topic=%s bytes=%d record refused: %s", record.topic(), bytes, exception.getMessage());
            limits.refused(record.topic(), bytes);
        }
        return super.handleError(context, record, exception);
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
