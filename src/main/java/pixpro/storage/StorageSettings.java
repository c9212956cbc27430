package pixpro.storage;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which object storage to use ({@code pixpro.storage.*}).
 *
 * @param adapter by which library; both speak S3 to any server of it
 * @param endpoint where PixPro reaches it
 * @param publicEndpoint where the holders of signed URLs reach it; may be another host than {@code endpoint}
 * @param region named in signatures; set, so that the client never asks for it
 * @param bucket the one bucket PixPro keeps everything in
 * @param accessKey the S3 access key
 * @param secretKey the S3 secret key
 */
@Validated
@ConfigurationProperties("pixpro.storage")
public record StorageSettings(
        @NotNull Adapter adapter,
        @NotNull URI endpoint,
        @NotNull URI publicEndpoint,
        @NotBlank String region,
        @NotBlank String bucket,
        @NotBlank String accessKey,
        @NotBlank String secretKey) {

    /** The adapters there are. */
    public enum Adapter {
        MINIO,
        S3
    }
}
