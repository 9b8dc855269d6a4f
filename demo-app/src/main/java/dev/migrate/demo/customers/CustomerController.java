package dev.migrate.demo.customers;

import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/customers")
class CustomerController {

	private final CustomerRepository customers;

	CustomerController(CustomerRepository customers) {
		this.customers = customers;
	}

	@GetMapping
	List<CustomerView> list() {
		return this.customers.findAll().stream().map(CustomerView::of).toList();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	CustomerView register(@Valid @RequestBody NewCustomer customer) {
		NewAddress address = customer.address();
		return CustomerView.of(this.customers.save(new Customer(customer.name(), customer.email(),
				new Address(address.street(), address.postalCode(), address.city(), address.country()),
				Instant.now())));
	}

	record NewCustomer(@NotBlank @Size(max = 100) String name, @NotBlank @Email @Size(max = 255) String email,
			@NotNull @Valid NewAddress address) {

	}

	record NewAddress(@NotBlank @Size(max = 255) String street, @NotBlank @Size(max = 12) String postalCode,
			@NotBlank @Size(max = 100) String city, @NotNull @Pattern(regexp = "[A-Z]{2}") String country) {

	}

	record CustomerView(@Nullable Long id, String name, String email, Address address, Instant registeredAt) {

		static CustomerView of(Customer customer) {
			return new CustomerView(customer.getId(), customer.getName(), customer.getEmail(), customer.getAddress(),
					customer.getRegisteredAt());
		}

	}

}
