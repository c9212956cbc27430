package pixpro;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts PixPro against the neighbours named by its configuration; starts none of them itself. */
@SpringBootApplication(
        scanBasePackages = {"pixpro", "routes"},
        // tokens come from Keycloak: without this, Spring Security invents a user and logs its password
        exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan("pixpro")
public class PixPro {

    /** @param args Spring Boot's command line: {@code --name=value} sets a property */
    public static void main(String[] args) {
        SpringApplication.run(PixPro.class, args);
    }
}
