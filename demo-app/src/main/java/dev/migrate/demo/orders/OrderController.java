package dev.migrate.demo.orders;

import java.time.Instant;
import java.util.List;

import dev.migrate.demo.catalogue.Product;
import dev.migrate.demo.catalogue.ProductRepository;
import dev.migrate.demo.customers.Customer;
import dev.migrate.demo.customers.CustomerRepository;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/orders")
class OrderController {

	private final OrderRepository orders;

	private final CustomerRepository customers;

	private final ProductRepository products;

	OrderController(OrderRepository orders, CustomerRepository customers, ProductRepository products) {
		this.orders = orders;
		this.customers = customers;
		this.products = products;
	}

	@GetMapping
	List<OrderView> list() {
		return this.orders.findAll().stream().map(OrderView::of).toList();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	OrderView place(@Valid @RequestBody NewOrder newOrder) {
		Order order = new Order(customer(newOrder.customerId()), Instant.now());
		newOrder.lines().forEach((line) -> order.add(product(line.productId()), line.quantity()));
		return OrderView.of(this.orders.save(order));
	}

	private Customer customer(Long id) {
		return this.customers.findById(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no customer " + id));
	}

	private Product product(Long id) {
		return this.products.findById(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no product " + id));
	}

	record NewOrder(@NotNull Long customerId, @NotEmpty List<@Valid @NotNull NewLine> lines) {

	}

	record NewLine(@NotNull Long productId, @Positive int quantity) {

	}

	record OrderView(@Nullable Long id, String customer, OrderStatus status, Instant placedAt, List<LineView> lines) {

		static OrderView of(Order order) {
			return new OrderView(order.getId(), order.getCustomer().getName(), order.getStatus(), order.getPlacedAt(),
					order.getLines()
						.stream()
						.map((line) -> new LineView(line.getProduct().getName(), line.getQuantity()))
						.toList());
		}

	}

	record LineView(String product, int quantity) {

	}

}
