package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.YamlNode.Mapping;
import io.redoubt.api.request.YamlNode.Scalar;
import io.redoubt.api.request.YamlNode.Sequence;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Parses the text of a request, in YAML or JSON, without interpreting scalars. Sizes are bounded here, so that all that
 * follows works on bounded values. Tags and aliases are refused: a value must be what it looks like.
 */
final class RequestParser {

    /** Maximum size of a request, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    /** Maximum length of a value, in characters; the longest valid ones are names of attack suites. */
    static final int MAX_VALUE = 1000;

    /** Maximum number of items of a list and of fields of an object; each entry is at least one of 2,000 jobs. */
    static final int MAX_ITEMS = 2000;

    private static final int MAX_NAME = 100;
    private static final int MAX_VALUES = 100_000;
    private static final int MAX_DEPTH = 8;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final String BAD = "the request is neither YAML nor JSON: ";

    private final Iterator<Event> events;
    private int values;

    private RequestParser(String text) {
        events = new Yaml().parse(new StringReader(text)).iterator();
    }

    /**
     * Parses a request.
     *
     * @throws UnreadableMessageException if it is not one object in YAML or JSON
     * @throws InvalidRequestException if a value is too large
     */
    static Mapping parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableMessageException(
                    "the request has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read", null);
        }
        try {
            return new RequestParser(withoutTabs(decode(bytes))).request();
        } catch (MarkedYAMLException e) {
            throw new UnreadableMessageException(BAD + describe(e), e);
        } catch (YAMLException e) {
            throw new UnreadableMessageException(BAD + "it contains control characters; remove them", e);
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableMessageException(
                    BAD
                            + (Arrays.mismatch(bytes, GZIP) == GZIP.length
                                    ? "it is gzip data; unpack it with `gunzip`"
                                    : "it is not UTF-8 text; save it as UTF-8"),
                    e);
        }
    }

    /** YAML refuses the tabs between the values of JSON; within them they are escaped. */
    private static String withoutTabs(String text) {
        if (!text.stripLeading().startsWith("{") || text.indexOf('\t') < 0) {
            return text;
        }
        try {
            Json.mapper().readTree(text);
            return text.replace('\t', ' ');
        } catch (IOException notJson) {
            return text;
        }
    }

    private static String describe(MarkedYAMLException e) {
        Mark at = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        if (at == null) {
            return "check the indentation, brackets and quotes";
        }
        Mark opened = e.getContextMark();
        boolean within = opened != null && opened.getLine() != at.getLine();
        return position(at)
                + (at.getPointer() < at.getBuffer().length && at.getBuffer()[at.getPointer()] == '\t'
                        ? " has a tab; indent with spaces"
                        : " is not expected here; check the indentation, brackets, quotes and the space after each colon")
                + (within ? ", from line " + (opened.getLine() + 1) + " on" : "");
    }

    private static String position(Mark at) {
        return "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1);
    }

    private Mapping request() {
        events.next(); // start of the stream
        if (!events.next().is(Event.ID.DocumentStart)) {
            throw new UnreadableMessageException("the request is empty; write fields such as name and finetune", null);
        }
        Event start = events.next();
        if (!(start instanceof MappingStartEvent)) {
            throw new UnreadableMessageException(
                    "the request is not an object; use fields such as name and finetune", null);
        }
        Mapping request = mapping("", 1, start);
        events.next(); // end of the document
        if (events.next().is(Event.ID.DocumentStart)) {
            throw new UnreadableMessageException(
                    "there is content after the request; write one request per file", null);
        }
        return request;
    }

    private YamlNode value(String path, int line, Event event) {
        if (++values > MAX_VALUES) {
            throw tooLarge(path, line, "is one of more than " + MAX_VALUES + " values; write a smaller request");
        }
        if (event instanceof ScalarEvent scalar) {
            return new Scalar(line, text(path, scalar), scalar.isPlain());
        }
        requirePlain(event);
        return event instanceof MappingStartEvent ? mapping(path, line, event) : sequence(path, line, event);
    }

    private Mapping mapping(String path, int line, Event start) {
        requireSmall(path, line, start);
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (Event key = events.next(); !key.is(Event.ID.MappingEnd); key = events.next()) {
            String name = name(path, key);
            String field = path.isEmpty() ? name : path + "." + name;
            int at = key.getStartMark().getLine() + 1;
            requireCount(path, line, fields.size());
            YamlNode earlier = fields.put(name, value(field, at, events.next()));
            if (earlier != null) {
                throw new UnreadableMessageException(
                        "the field " + field + " is written twice, in lines " + earlier.line() + " and " + at
                                + "; remove one of them",
                        null);
            }
        }
        return new Mapping(line, fields);
    }

    private Sequence sequence(String path, int line, Event start) {
        requireSmall(path, line, start);
        List<YamlNode> items = new ArrayList<>();
        for (Event item = events.next(); !item.is(Event.ID.SequenceEnd); item = events.next()) {
            requireCount(path, line, items.size());
            items.add(value(path + "[" + items.size() + "]", item.getStartMark().getLine() + 1, item));
        }
        return new Sequence(line, items);
    }

    private static String name(String path, Event key) {
        if (!(key instanceof ScalarEvent scalar)) {
            requirePlain(key);
            throw new UnreadableMessageException(
                    BAD + position(key.getStartMark()) + " has a list or an object as the name of a field", null);
        }
        String name = text(path, scalar);
        if (name.length() > MAX_NAME) {
            throw tooLarge(
                    path.isEmpty() ? "request" : path,
                    key.getStartMark().getLine() + 1,
                    "has a field whose name has " + name.length() + " characters; the longest has " + MAX_NAME);
        }
        return name;
    }

    private static String text(String path, ScalarEvent scalar) {
        requirePlain(scalar);
        String text = scalar.getValue();
        if (text.length() > MAX_VALUE) {
            throw tooLarge(
                    path,
                    scalar.getStartMark().getLine() + 1,
                    "has " + text.length() + " characters; use at most " + MAX_VALUE);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UnreadableMessageException(
                    BAD + position(scalar.getStartMark()) + " has an unpaired surrogate", null);
        }
        return text;
    }

    private static void requirePlain(Event event) {
        boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag() != null
                || event instanceof CollectionStartEvent start && start.getTag() != null;
        if (tagged || event.is(Event.ID.Alias)) {
            throw new UnreadableMessageException(
                    BAD + position(event.getStartMark())
                            + " has a YAML alias or tag, which are not supported; write out the value",
                    null);
        }
    }

    private static void requireSmall(String path, int line, Event start) {
        requirePlain(start);
        if (path.chars().filter(c -> c == '.' || c == '[').count() >= MAX_DEPTH) {
            throw tooLarge(path, line, "is nested deeper than " + MAX_DEPTH + " levels; remove the inner ones");
        }
    }

    private static void requireCount(String path, int line, int count) {
        if (count == MAX_ITEMS) {
            throw tooLarge(
                    path.isEmpty() ? "request" : path, line, "has more than " + MAX_ITEMS + " entries; use fewer");
        }
    }

    private static InvalidRequestException tooLarge(String path, int line, String problem) {
        InvalidFieldException invalid = new InvalidFieldException(path, problem);
        return new InvalidRequestException(List.of(new RequestProblem(line, invalid.field(), invalid.problem())));
    }
}
