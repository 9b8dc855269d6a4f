package dev.migrate.demo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:ShopApplicationTests",
		"spring.jpa.hibernate.ddl-auto=validate" })
class ShopApplicationTests {

	private RestTestClient client;

	@BeforeEach
	void setUp(@Autowired WebApplicationContext context) {
		this.client = RestTestClient.bindToApplicationContext(context).build();
	}

	@Test
	void orderIsPlaced() {
		post("/products", """
				{"name": "Lamp"}""").expectStatus().isCreated();
		post("/categories", """
				{"name": "Light", "productIds": [1]}""").expectStatus().isCreated();
		String customer = """
				{"name": "Ada", "email": "ada@example.org", "address":
					{"street": "Long Lane 1", "postalCode": "12345", "city": "London", "country": "GB"}}""";
		post("/customers", customer).expectStatus().isCreated();
		post("/customers", customer).expectStatus().isEqualTo(HttpStatus.CONFLICT);
		post("/orders", """
				{"customerId": 1, "lines": [{"productId": 1, "quantity": 2}]}""").expectStatus().isCreated();
		get("/products").expectBody().json("""
				[{"id": 1, "name": "Lamp"}]""");
		get("/categories").expectBody().json("""
				[{"name": "Light", "products": ["Lamp"]}]""");
		get("/customers").expectBody().json("""
				[{"name": "Ada", "email": "ada@example.org", "address": {"city": "London"}}]""");
		get("/orders").expectBody().json("""
				[{"customer": "Ada", "status": "PLACED", "lines": [{"product": "Lamp", "quantity": 2}]}]""");
	}

	@Test
	void invalidInputIsRejected() {
		post("/products", "{}").expectStatus().isBadRequest();
		post("/customers", """
				{"name": "Eve", "email": "nowhere"}""").expectStatus().isBadRequest();
		post("/orders", """
				{"customerId": 999, "lines": [{"productId": 999, "quantity": 0}]}""").expectStatus().isBadRequest();
		post("/orders", """
				{"customerId": 999, "lines": [{"productId": 999, "quantity": 1}]}""").expectStatus().isBadRequest();
	}

	private ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

	private ResponseSpec post(String path, String body) {
		return this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

}
