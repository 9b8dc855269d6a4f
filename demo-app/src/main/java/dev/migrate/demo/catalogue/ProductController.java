package dev.migrate.demo.catalogue;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
@RequestMapping("/products")
class ProductController {

	private final ProductRepository products;

	ProductController(ProductRepository products) {
		this.products = products;
	}

	@GetMapping
	List<ProductView> list() {
		return this.products.findAll().stream().map(ProductView::of).toList();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ProductView add(@Valid @RequestBody NewProduct product) {
		return ProductView.of(this.products.save(new Product(product.name())));
	}

	record NewProduct(@NotBlank @Size(max = 100) String name) {

	}

	record ProductView(@Nullable Long id, String name) {

		static ProductView of(Product product) {
			return new ProductView(product.getId(), product.getName());
		}

	}

}
