package io.redoubt.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes JSON that can be encoded again: valid UTF-8 without unpaired surrogates in names and strings. */
final class StrictJsonText {

    private final JsonFactory json;

    StrictJsonText(JsonFactory json) {
        this.json = json;
    }

    /**
     * Returns the text of a message.
     *
     * @throws IOException if it is not valid
     */
    String of(byte[] message) throws IOException {
        String text = decode(message);
        try (JsonParser parser = json.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean hasText = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
                if (hasText && !isEncodable(parser.getText())) {
                    throw new IOException("a name or string contains an unpaired surrogate");
                }
            }
        }
        return text;
    }

    private static String decode(byte[] message) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the message is not valid UTF-8", e);
        }
    }

    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
