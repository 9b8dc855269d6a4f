package dev.migrate.command.forgetful;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose {@code main} does not pass its arguments on.
 */
@Configuration(proxyBeanMethods = false)
public class ForgetfulApplication {

	public static void main(String[] args) {
		SpringApplication.run(ForgetfulApplication.class);
	}

}
