package pixpro.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EntityTagTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void changesWithTheAnswerButNotWithHowItsLinksAreSigned() {
        EntityTag tags = at(NOON);
        String tag = tags.of(linked("one"));
        assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
        assertThat(tags.of(linked("two"))).isEqualTo(tag);
        assertThat(tags.of(linked("one").replace("cat", "dog"))).isNotEqualTo(tag);
    }

    @Test
    void changesBeforeTheLinksOfTheOlderAnswerEnd() {
        assertThat(at(NOON.plus(Duration.ofMinutes(4))).of(linked("one"))).isEqualTo(at(NOON).of(linked("one")));
        assertThat(at(NOON.plus(Duration.ofMinutes(5))).of(linked("one"))).isNotEqualTo(at(NOON).of(linked("one")));
        assertThat(at(NOON.plus(Duration.ofDays(5))).of("{}")).isEqualTo(at(NOON).of("{}"));
    }

    @Test
    void isKnownToWhoeverSendsIt() {
        assertThat(EntityTag.isKnown("W/\"a\"", "W/\"a\"")).isTrue();
        assertThat(EntityTag.isKnown("W/\"a\"", "\"b\", \"a\"")).isTrue();
        assertThat(EntityTag.isKnown("W/\"a\"", "*")).isTrue();
        assertThat(EntityTag.isKnown("W/\"a\"", "a")).isFalse();
        assertThat(EntityTag.isKnown("W/\"a\"", "")).isFalse();
        assertThat(EntityTag.isKnown("W/\"a\"", null)).isFalse();
    }

    private static String linked(String signature) {
        return "{\"title\":\"cat\",\"url\":\"http://s3/b/k?X-Amz-Date=1&X-Amz-Signature=" + signature + "\"}";
    }

    private static EntityTag at(Instant now) {
        return new EntityTag(Duration.ofMinutes(5), Clock.fixed(now, ZoneOffset.UTC));
    }
}
