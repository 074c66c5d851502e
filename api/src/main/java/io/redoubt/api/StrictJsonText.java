package io.redoubt.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** JSON text that can be written again: UTF-8 without errors, and no half of a surrogate pair in a name or a string. */
final class StrictJsonText {

    private final JsonFactory json;

    StrictJsonText(JsonFactory json) {
        this.json = json;
    }

    /** The text of a message. @throws IOException if it is not whole */
    String of(byte[] message) throws IOException {
        String text = decode(message);
        try (JsonParser parser = json.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean named = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
                if (named && !isWhole(parser.getText())) {
                    throw new JsonParseException(parser, "a text holds half of a surrogate pair");
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
            throw new IOException("the message is not UTF-8", e);
        }
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
