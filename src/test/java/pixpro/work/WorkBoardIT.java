package pixpro.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import pixpro.event.ImageQueued;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.local.LoneRedis;

/** The board in a real Redis. */
class WorkBoardIT {

    private final LoneRedis server = new LoneRedis();
    private final JedisConnectionFactory connections =
            new JedisConnectionFactory(new RedisStandaloneConfiguration("localhost", server.port()));
    private final WorkInHand inHand = new WorkInHand(Clock.systemUTC());
    private final ImageQueued job = SampleEvents.queued();
    private StringRedisTemplate redis;
    private WorkBoard board;

    @BeforeEach
    void connect() throws Exception {
        server.start();
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
        board = new WorkBoard(redis, SampleJson.mapper(), inHand, () -> false);
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
        server.close();
    }

    @Test
    void showsWhatAnyInstanceWorksOnForTwoHeartbeats() {
        inHand.begin(job);
        board.tell();

        WorkBoard elsewhere = new WorkBoard(redis, SampleJson.mapper(), new WorkInHand(Clock.systemUTC()), () -> false);
        String other = UUID.randomUUID().toString();
        assertThat(elsewhere.of(List.of(other, job.job().id())))
                .containsOnlyKeys(job.job().id());
        assertThat(redis.getExpire("pixpro:work:" + job.job().id(), TimeUnit.SECONDS))
                .isBetween(1L, 2 * WorkBoard.HEARTBEAT.toSeconds());
    }

    @Test
    void knowsNothingAndFailsNothingWithoutRedis() throws Exception {
        inHand.begin(job);
        server.kill();

        board.tell();
        assertThat(board.of(List.of(job.job().id()))).isEmpty();
    }

    @Test
    void takesWhatIsNoWorkForNone() {
        redis.opsForValue().set("pixpro:work:" + job.job().id(), "{\"effect\":[]}");

        assertThat(board.of(List.of(job.job().id()))).isEmpty();
    }
}
