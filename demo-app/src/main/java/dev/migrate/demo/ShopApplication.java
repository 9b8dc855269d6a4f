package dev.migrate.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The shop. With {@code migrate} as its first argument it runs a command instead.
 */
@SpringBootApplication
public class ShopApplication {

	/**
	 * Start the shop.
	 * @param args the arguments, which include those of a command
	 */
	public static void main(String[] args) {
		// H2 reads this once; without it, AUTO_SERVER listens on every interface
		System.setProperty("h2.bindAddress", "127.0.0.1");
		SpringApplication.run(ShopApplication.class, args);
	}

}
