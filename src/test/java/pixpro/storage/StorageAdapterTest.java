package pixpro.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import pixpro.storage.minio.MinioObjectStorage;
import pixpro.storage.s3.S3ObjectStorage;

/** One property says which adapter there is. */
class StorageAdapterTest {

    private final ApplicationContextRunner pixpro = new ApplicationContextRunner()
            .withUserConfiguration(Wiring.class)
            .withPropertyValues(
                    "pixpro.storage.endpoint=http://localhost:1",
                    "pixpro.storage.public-endpoint=http://localhost:1",
                    "pixpro.storage.region=us-east-1",
                    "pixpro.storage.bucket=pixpro",
                    "pixpro.storage.access-key=a",
                    "pixpro.storage.secret-key=s");

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackages = {"pixpro.storage.minio", "pixpro.storage.s3"})
    @EnableConfigurationProperties(StorageSettings.class)
    static class Wiring {

        @Bean
        CamelContext camel() {
            return new DefaultCamelContext();
        }

        @Bean
        ProducerTemplate producer(CamelContext camel) {
            return camel.createProducerTemplate();
        }
    }

    @Test
    void isTheOneThatIsNamed() {
        pixpro.withPropertyValues("pixpro.storage.adapter=minio")
                .run(context ->
                        assertThat(context.getBean(ObjectStorage.class)).isInstanceOf(MinioObjectStorage.class));
        pixpro.withPropertyValues("pixpro.storage.adapter=s3")
                .run(context -> assertThat(context.getBean(ObjectStorage.class)).isInstanceOf(S3ObjectStorage.class));
    }

    @Test
    void isNoneByAnotherName() {
        pixpro.withPropertyValues("pixpro.storage.adapter=floppy")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("floppy"));
    }
}
